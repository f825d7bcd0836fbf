// What texts from outside must look like, whichever interface they come through.

/** Control characters and lone surrogates: some stores refuse them, some change them, which would break the hashes. */
export const storable = /^[^\p{Cc}\p{Cs}]*$/u;

/** The id of something of ours, safe within a stream's name. */
export const idPattern = /^[A-Za-z0-9][\w.:-]{0,99}$/;

/** A name from a fixed, configured set: a shipping method, a tender, a carrier. */
export const codePattern = /^[a-z0-9][a-z0-9_-]{0,49}$/i;

export const phonePattern = /^\+?[\d ().-]{4,30}$/;

/** Of times that are taken in: `first` to before `last`. */
export const saneYears = { first: '1970', last: '2200' } as const;

/** Whether an instant or a date lies in {@link saneYears}. */
export const isSane = (time: string): boolean => time >= saneYears.first && time < saneYears.last;
