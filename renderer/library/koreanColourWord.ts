/** Whether a word has Hangul, as a Korean colour name has. */
export function hasHangul(word: string): boolean {
  return /\p{Script=Hangul}/u.test(word);
}

/** How a colour is called before "색" where its name alone is another word. */
const beforeSaek: Readonly<Record<string, string>> = {
  빨간: '빨강',
  파란: '파랑',
  노란: '노랑',
  하얀: '하양',
  흰: '하양',
  검은: '검정',
  까만: '검정',
};

/**
 * The name of a colour that is written with "색" after it, as people do: "파란색" and "초록색" are 파랑 and 초록.
 * @returns null for any other word
 */
export function nameBeforeSaek(word: string): string | null {
  const stem = /^(.+)색$/u.exec(word)?.[1];
  if (stem === undefined) return null;
  return beforeSaek[stem] ?? (stem.length > 1 ? stem : null);
}
