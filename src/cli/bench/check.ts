import { compiledRulebooks } from '../../engines/rulebook/index.ts';
import { checkNotice } from '../../nouns/rules/index.ts';
import { rounded, type Bench } from './bench.ts';
import { quantile } from './load.ts';

const paragraphs = [
  '一、总体要求。各乡镇要把这项工作放在心上，结合秋冬农事和防火巡查一并安排，不要另起炉灶，不要层层加码。',
  '二、具体安排。请各村于11月28日前核对低保户、特困户和独居老人的取暖情况，把缺棉被、缺炉具的户数填在所附表里，没有的填零。',
  '三、报送方式。材料由乡镇汇总后在系统里填一次，不再另报纸质件；照片、台账、会议记录一律不要。',
  '四、检查方式。我局将在12月上旬抽查三个乡镇，每个乡镇看两个村，半天看完，不听汇报，不要陪同。',
  '五、各乡镇要成立领导小组，由主要负责同志任组长，每周五下班前报送工作进展，逾期未报的予以通报。',
  '六、有关名词：“独居老人”指年满65周岁、没有共同生活的子女或者子女长期在外的常住老人，以户籍所在村的登记为准。',
  '七、经费。购买棉被和炉具的钱从今年的冬春救助资金里出，县里统一采购，直接送到户，村里只管签收。',
  '八、联系方式。填表中有不明白的，打电话问县民政局社会救助股；系统打不开的，先把数记下来，第二天再填。',
];

/** A notice of at least so many characters, with asks, deadlines and pressures as real ones have them. */
function noticeOf(characters: number): string {
  let body = '';
  for (let nth = 0; body.length < characters - 120; nth++)
    body += `${(paragraphs[nth % paragraphs.length] ?? '').replace('11月28日', `11月${20 + (nth % 9)}日`)}\n`;
  return `青禾县民政局关于做好冬季取暖摸底工作的通知\n青民发〔2026〕31号\n\n各乡镇人民政府：\n\n${body}\n青禾县民政局\n2026年11月16日\n`;
}

/** The gate's own work in one process, warm: read the notice and hold it against every rulebook. */
export const check: Bench = async (print, { seconds }) => {
  const text = noticeOf(4000);
  const run = (): number => {
    const begin = performance.now();
    checkNotice({ sets: [compiledRulebooks], params: {} }, text, { metadata: null, today: '2026-11-24' });
    return performance.now() - begin;
  };
  const first = run();
  const until = performance.now() + seconds * 250;
  while (performance.now() < until) run();
  const times: number[] = [];
  const begin = performance.now();
  do times.push(run());
  while (performance.now() - begin < seconds * 1000);
  const took = (performance.now() - begin) / 1000;
  times.sort((a, b) => a - b);
  print({
    bench: 'check', characters: text.length, ms: rounded(quantile(times, 0.5), 2), p99: rounded(quantile(times, 0.99), 2), firstMs: rounded(first, 1),
    perSecond: rounded(times.length / took, 1),
  }); // prettier-ignore
};
