/**
 * Kangxi radicals (U+2F00–2FD5) and the supplement (U+2E80–2EFF) look like characters and are none: programs that print to PDF name glyphs by
 * them, and copying from such a file pastes them. Unicode maps the first block to characters by itself (NFKC); of the second only two.
 */
const supplement =
  '⺁厂⺇几⺌小⺎尢⺏尢⺐尢⺒巳⺓幺⺕彐⺝月⺟母⺠民⺢水⺥爪⺦丬⺩王⺪疋⺫罒⺬示⺮竹⺯糸⺰纟⺱罒⺲罒⺳罓⺴罓⺵罒⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲龜⻳龟';

const characters: ReadonlyMap<string, string> = new Map(
  Array.from({ length: supplement.length / 2 }, (_, at) => [supplement.charAt(2 * at), supplement.charAt(2 * at + 1)] as const),
);

/** The character that a radical stands for; any other character is itself. One UTF-16 unit in, one out. */
export function withoutRadical(character: string): string {
  if (character < '\u2e80' || character > '\u2fdf') return character;
  // Unicode gives the form of Taiwan; who writes 户 prints this radical.
  if (character === '\u2f3e') return '户';
  return characters.get(character) ?? (character >= '\u2f00' ? character.normalize('NFKC') : character);
}
