import { describe, expect, it } from 'vitest';
import { queryWords, searchable } from './searchText.ts';

describe('searchable', () => {
  it.each([
    ['CHUNGKING Express', 'chungking express'],
    ['Café Noir', 'cafe noir'],
    ['ＬＭＬＹ', 'lmly'],
    ['ｶﾞｰﾙ', 'ガール'],
    ['수지'.normalize('NFD'), '수지'],
    ['Straße', 'strasse'],
    ['重慶森林', '重慶森林'],
    ['night_ride\n 2', 'night ride 2'],
  ])('%s reads %s', (text, comparable) => {
    expect(searchable(text)).toBe(comparable);
  });

  it('keeps the sound marks of kana apart', () => {
    expect(searchable('が')).not.toBe(searchable('か'));
  });
});

describe('queryWords', () => {
  it('splits at white space and keeps quoted words together', () => {
    expect(queryWords('  Hate  "circular window" 2046 ')).toEqual(['hate', 'circular window', '2046']);
  });
  it('finds no word in nothing', () => {
    expect(queryWords('   ')).toEqual([]);
  });
});
