/** What a user of the importer has to mend: its arguments, or a source that is none. */
export class ImportFailure extends Error {
  override readonly name = "ImportFailure";
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
