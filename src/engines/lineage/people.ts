/** Persons by what calling them costs: whoever works on it, whoever answers for it, the head, everybody. */
export interface Person {
  readonly words: string;
  readonly rank: 1 | 2 | 3 | 4 | 5;
}

const everybody =
  /(?:全体|所有|每名|每位|每个)(?:在编|在岗|在职|机关)?(?:党员干部|机关干部|干部职工|干部|党员|教师|教职工|职工|工作人员|人员|村书记|村干部|村支书|村（社区）书记|网格员|医务人员|村民|居民|群众|农户|家长|师生|学生|村医|同志|村两委|“两委”干部|班子成员|经营户|业主|商户|驾驶员|工人|员工)|户主|每户派?(?:[0-9一两]+)?人/u;
const heads =
  /(?:乡镇|镇|乡|街道|县|区)?(?:党委|党工委|党组织|党支部|党总支|支部)?书记(?!处)|第一书记|乡镇长|镇长|乡长|县长|区长|(?:村委会|街道|办事处)?主任(?!科员)|主要负责(?:同志|人)|主要领导|党政主要|一把手|校长|园长|院长|所长|站长|局长|法人代表|法定代表人|企业负责人|单位负责人/u;
const deputies =
  /分管(?:负责同志|负责人|领导|副[^，、]{1,3}|同志|领导同志)|班子成员|副(?:书记|镇长|乡长|县长|校长|院长|局长|主任)|负责同志|有关负责人|相关负责人/u;
const below =
  /村干部|村“?两委”?(?:干部|成员)?|村民代表|村民小组长|小组长|网格员|网格长|驻村工作队|驻村干部|党员(?:代表)?|群众代表|家长(?:代表)?|村医|护林员|信息员|农户|村民|业主|商户|学生|志愿者|保洁员|会计|(?:党员|机关|镇村|乡镇|街道|包村|联村)?干部(?!职工)/u;
const staff =
  /业务(?:科室|股室|人员|骨干|负责同志|负责人)|经办(?:人|同志|人员)|联络员|工作人员|科室负责人|股室负责人|科长|股长|技术人员|专业人员|统计员|专干/u;

const ranks: readonly (readonly [Person['rank'], RegExp])[] = [
  [5, everybody],
  [3, heads],
  [2, deputies],
  [4, below],
  [1, staff],
];

/** Who is named in a stretch of text, each kind once. */
export function peopleIn(text: string): readonly Person[] {
  let rest = text;
  return ranks.flatMap(([rank, pattern]) => {
    const people: Person[] = [];
    for (let match = pattern.exec(rest); match; match = pattern.exec(rest)) {
      people.push({ words: match[0], rank });
      rest = `${rest.slice(0, match.index)}，${rest.slice(match.index + match[0].length)}`;
    }
    return people;
  });
}
