import type { Layout } from './layout.ts';
import type { Posture } from './clauses.ts';
import type { Level } from './reading.ts';

/** Kinds of paper that speak to everyone or report; by the title's end. */
const toEveryone = [
  '公告',
  '通告',
  '公示',
  '启事',
  '请帖',
  '请柬',
  '公开信',
  '告市民书',
  '倡议书',
  '简章',
  '须知',
  '指南',
  '预告',
  '海报',
  '节目单',
  '温馨提示',
  '公报',
];
const reporting = [
  '年度报告',
  '工作总结',
  '总结',
  '工作报告',
  '简报',
  '快报',
  '讲话',
  '通讯',
  '新闻',
  '综述',
  '回复',
  '答复',
  '答复意见',
  '答复函',
  '批复',
  '请示',
  '解读',
  '问答',
  '解答',
  '报道',
  '侧记',
  '纪实',
  '先进事迹',
  '情况报告',
  '的报告',
];
const press =
  /本报讯|本报.{0,6}讯|记者|通讯员|连日来|近日，|日前，|据悉|新华社|讯\s|电\s|该镇|该县|该村|该局|该市|该乡|该校|该街道|下一步，(该|我)|会议(要求|强调|指出|认为)|主持召开|主持会议|出席会议|参加(会议|活动)。|强调，|指出，/u;

const HEAD = 1200;

/** Whether a paper can ask anything of units: who it is for decides, not its words. */
export function postureOf(layout: Layout, title: string | null, levels: readonly Level[], body: string, chat: boolean): Posture {
  const bare = (title ?? '').replaceAll(/（.*）$/gu, '');
  const toUnits = levels.some((level) => level !== 'public' && level !== 'organ');
  if (/(公告|通告|公示|公开信|倡议书)$/u.test(bare) && !toUnits) return 'public';
  if (/(?:^|\n)\s*(?:本报|本台|本刊|新华社|[^，。\n]{0,12}讯[（ ])/u.test(body.slice(0, 200))) return 'narrative';
  if (reporting.some((ending) => bare.endsWith(ending))) return 'narrative';
  if (layout.addressees && levels.length > 0) {
    if (levels.every((level) => level === 'public')) return 'public';
    return 'demand';
  }
  if (toEveryone.some((ending) => bare.endsWith(ending))) return 'public';
  // Articles of a law or a statute, without anybody addressed: duties of all, asked by nobody here.
  if (title === null && (body.slice(0, 6000).match(/(^|\n)第[一二三四五六七八九十百]{1,5}条/gu)?.length ?? 0) >= 2) return 'narrative';
  const head = body.slice(0, HEAD);
  if (/(通知|通报|方案|意见|责任书|责任状|函|办法|安排|要求|细则|计划|提示|提醒|规定|制度|纪要|任务书)$/u.test(bare)) return 'demand';
  if (press.test(head) && !/请各|各单位要|@/u.test(head)) return 'narrative';
  if (
    chat ||
    /(^|[，。；：！\n])请|各(村|镇|乡|单位|部门|地|校|县|区|支部|网格)|务必|大家|@|必须|应当|须于|要(做好|抓好|加强|建立|开展|组织|认真|及时)|你[县镇村局]/u.test(
      head,
    )
  )
    return /市民朋友|欢迎[^，。\n]{0,6}(市民|光临|前来参加)|先到先得|免费入场/u.test(head) && !/请各|@|务必/u.test(head)
      ? 'public'
      : /广大(市民|居民|群众|村民)|市民朋友|居民朋友|全体业主|旅客/u.test(head.slice(0, 80))
        ? 'public'
        : 'demand';
  if (/(报|上报|报送|填报|督促|转发|参加|召开|开展|成立|建立)/u.test(head) && body.length < 200 && !press.test(head)) return 'demand';
  return 'narrative';
}
