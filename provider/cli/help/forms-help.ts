/** A list of forms for a help text, aligned under a heading. */
export function formsHelp(
  heading: string,
  forms: Readonly<Record<string, string | { readonly title: string }>>,
): string {
  const names = Object.keys(forms);
  const width = Math.max(...names.map((name) => name.length));
  const lines = Object.entries(forms).map(([name, form]) => {
    const title = typeof form === "string" ? form : form.title;
    return `  ${name.padEnd(width)}  ${title}`;
  });
  return [heading, ...lines].join("\n");
}
