/** How text is set off; the same text comes out where it is not. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

/** Nothing set off: for pipes, files and NO_COLOR. */
export const plain: Style = { bold: same, dim: same, good: same, bad: same };

/** For terminals. */
export const coloured: Style = {
  bold: (text) => sgr(1, 22, text),
  dim: (text) => sgr(2, 22, text),
  good: (text) => sgr(32, 39, text),
  bad: (text) => sgr(31, 39, text),
};

function same(text: string): string {
  return text;
}

/** ECMA-48's "select graphic rendition", per line: pagers forget it at the end of one. */
function sgr(on: number, off: number, text: string): string {
  return text === "" ? "" : text.replaceAll(/.+/g, `\u001b[${on}m$&\u001b[${off}m`);
}
