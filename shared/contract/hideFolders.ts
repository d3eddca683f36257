// Quoted first: Node puts the path of a failed call between quotes, so that one with spaces is found whole.
const quotedPath = /(['"])[^'"\n]*[\\/]([^'"\\/\n]*)\1/g;
const barePath = /(?:[A-Za-z]:|file:\/\/|~)?(?:[\\/][^\s'"\\/]+)+[\\/]([^\s'"\\/]+)/g;

/** Shortens every path in a text to the file's name: folders are nobody's business beyond the main process. */
export function hideFolders(text: string): string {
  return text.replace(quotedPath, '$1$2$1').replace(barePath, '$1');
}
