/** What is wrong with a text longer than may be read at once, and the mend. Lengths in characters. */
export const tooLong = (length: number, most: number): string =>
  `一共${String(length)}个字，最多${String(most)}个，请把附件拿出来分开查。 At most ${String(most)} characters; check long annexes by themselves.`;
