import { sql, type RawBuilder } from 'kysely';

/** Cuts longer ones: the index takes no more, and no user types them. */
const longest = 200;

/** Gives a text as the words that are kept and looked for: in lower case, each once. */
export const searchWords = (text: string): readonly string[] => [
  ...new Set(
    text
      .toLowerCase()
      .split(/[\s\0]+/)
      .filter((word) => word !== '')
      .map((word) => word.slice(0, longest)),
  ),
];

/** Checks whether a row's `terms` have all words of a text. */
export const hasWords = (text: string): RawBuilder<boolean> => sql<boolean>`terms @> ${searchWords(text)}::text[]`;
