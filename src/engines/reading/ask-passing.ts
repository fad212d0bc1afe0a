import type { Token } from './segment.ts';

const lower = [
  '各',
  '村',
  '社区',
  '所属',
  '辖区',
  '企业',
  '学校',
  '农户',
  '商户',
  '群众',
  '网格',
  '下属',
  '基层',
  '本辖区',
  '本系统',
  '有关企业',
  '经营',
  '单位',
  '相关企业',
  '镇街',
  '乡镇',
  '住户',
  '党员',
  '每',
  '生产经营',
  '施工',
  '物业',
  '业主',
  '责任',
  '村级',
  '支部',
  '到村',
  '至村',
  '到各',
  '至各',
  '到组',
  '到户',
  '到人',
  '到每',
  '至每',
  '至户',
  '到辖区',
  '到所属',
  '至所属',
  '给各',
  '属地',
  '县',
  '区县',
  '街道',
  '医疗机构',
  '教师',
  '家长',
];
const strictPass = ['督促', '督促指导', '指导督促', '责成', '转告', '转达', '督导落实'];

/** 督促企业…, 转发至各村, 通知各村参会: the addressee makes others act. */
export function passesDown(text: string, token: Token): boolean {
  if (strictPass.includes(token.word)) return text.slice(token.end, token.end + 2) !== '检查';
  // 转发县统计局微信：: the sender forwards.
  if (
    token.word.startsWith('转发') &&
    /^[省市县区镇]/u.test(text.slice(token.end, token.end + 1)) &&
    /[:：]/u.test(text.slice(token.end, token.end + 16))
  )
    return false;
  if (/群|朋友圈|链接/u.test(text.slice(token.end, token.end + 8))) return false;
  if (token.word === '组织' || token.word === '指导' || token.word === '部署' || token.word === '要求' || token.word === '提醒')
    return [
      '各村',
      '各社区',
      '所属',
      '会员',
      '辖区',
      '各单位',
      '各学校',
      '村（社区）',
      '各乡镇',
      '各镇',
      '企业',
      '下属',
      '各支部',
      '各县',
    ].some((word) => text.startsWith(word, token.end));
  return lower.some((word) => text.startsWith(word, token.end) && !/^[股科处室站]/u.test(text.slice(token.end + word.length)));
}

const appNames = /^(完毕|到位|并|率|好|，|。|；)?$/u;

/** 安装“驻村通”; or 全部安装完毕 in a paper that is about an app. */
export function installsNamed(text: string, token: Token): boolean {
  const rest = text.slice(token.end, token.end + 16);
  if (/^[^，。；]{0,4}“[^”]{1,10}(通|宝|云|达|码|台|端|家|帮|办|信|在线|APP)”/u.test(rest)) return true;
  return appNames.test(rest.slice(0, 2)) && aboutApp(text);
}

let lastText = '';
let lastAbout = false;
/** Whether a text names an app at all; remembered for the text at hand, so that many hits in a long text stay cheap. */
function aboutApp(text: string): boolean {
  if (text !== lastText) {
    lastText = text;
    lastAbout = /APP|app|App|小程序|客户端|应用程序|“[^”]{1,8}(通|宝|码)”|软件|企业微信/u.test(text.slice(0, 20_000));
  }
  return lastAbout;
}
