import { amount, choice, count, everyVillage, inOrder, story, villagesOf, words, written, type Setting, type Write } from './plan.ts';

export const idleLand: Write = (on) => {
  const { saved, sent, returned, admitted } = story('nongye');
  return {
    key: 'idle-land',
    organ: 'nongye',
    script: [
      saved(on.day(-31).at('10:20'), idleLandNotice(on, false)),
      sent(on.day(-31).at('11:00'), '市里年底要看复种率，照片是依据。'),
      returned(on.day(-30).at('09:20'), '复种率90%市里的文件没有，是这里加的。照片请删，地块在图上看得见。种不上的原因倒是该问，加上。'),
      saved(on.day(-29).at('08:50'), idleLandNotice(on, true)),
      sent(on.day(-29).at('09:10')),
      admitted(on.day(-29).at('15:30'), '改得好，问到了难处。'),
    ],
    answers: [
      {
        from: -28,
        until: -21,
        share: 0.9,
        late: { share: 0.06, until: -17 },
        values: (facts, { int, next, pick }) => {
          const idle = Math.round(facts['unit.cultivatedLandMu'] * next() * 0.08 * 10) / 10;
          const sown = Math.round(idle * (0.3 + next() * 0.5) * 10) / 10;
          return {
            f1: idle,
            f2: sown,
            f3: Math.round((idle - sown) * next() * 10) / 10,
            f4: idle === 0 ? '都种上了' : pick(['没人种', '没人种', '没有水', '机器进不去', '野猪糟蹋', '外出联系不上']),
            f5: int(0, 3) === 0 ? pick(['要油菜籽约60斤。', '想借一台小型旋耕机。', '水渠塌了十来米。', '机耕路差最后200米。']) : null,
          };
        },
      },
    ],
  };
};

function idleLandNotice(on: Setting, mended: boolean) {
  const due = on.day(-21);
  return written({
    organ: 'nongye',
    on: on.day(mended ? -29 : -31),
    number: `青农发〔${on.year}〕40号`,
    title: '关于了解撂荒地复种情况的通知',
    kind: 'form',
    to: '有关乡镇人民政府',
    body: [
      '秋播快到了。经县人民政府同意，请有关村说一说春天登记的撂荒地种上了没有、种不上卡在哪里。',
      `请在${due.short}17:30前填四项，以填报当天为准：春天登记时的撂荒面积、已经复种的面积、今秋打算复种的面积、种不上的主要原因。`,
      mended
        ? '地块县里有图，不用再报地块清单。复种不了的不勉强，写明原因，由我局和村里一起想办法。'
        : '每块地拍一张复种前后的对比照片，随表上传，复种率不得低于90%。',
      '要种子、农机的，填报时在“要什么”里写一句，我局种植业股来联系。',
      '依据《中华人民共和国粮食安全保障法》。',
    ],
    basis: '《中华人民共和国粮食安全保障法》；县春季撂荒地登记',
    purpose: '安排今秋的种子和农机',
    fields: [
      amount('f1', '春天登记的撂荒面积', '亩', '今年4月登记的，县里图上有', { max: 20_000 }),
      amount('f2', '已经复种的面积', '亩', '到填报当天种上了的', { max: 20_000 }),
      amount('f3', '今秋打算复种的面积', '亩', '说定了人家、准备种的', { max: 20_000 }),
      choice('f4', '种不上的主要原因', ['都种上了', '没人种', '没有水', '机器进不去', '野猪糟蹋', '外出联系不上']),
      words('f5', '要什么', '种子、农机、水、路，一句话', { required: false }),
    ],
    audience: villagesOf(...['竹林乡', '云门乡', '茶岭乡', '梅岭镇'].map((name) => on.township(name))),
    deadline: due.at('17:30'),
    expires: on.day(-16).at('17:30'),
    metadata: inOrder(`${on.year}-FW-046`),
  });
}

export const strawBurning: Write = (on) => {
  const { saved, sent, returned } = story('shengtai');
  return {
    key: 'straw-burning',
    organ: 'shengtai',
    script: [
      saved(
        on.day(-4).at('09:15'),
        written({
          organ: 'shengtai',
          on: on.day(-4),
          number: `青环发〔${on.year}〕19号`,
          title: '关于实行秸秆禁烧每日零报告制度的通知',
          kind: 'form',
          to: '各乡镇人民政府、城关街道办事处',
          body: [
            '当前正值秸秆焚烧高发时段，为坚决打赢蓝天保卫战，现就实行每日零报告有关事项通知如下。',
            '一、各村每日16:30前将当天巡查情况和着火点数报乡镇，乡镇每日17:00前汇总报我局，没有火情的也要报“零”。',
            '二、各村要组织人员全天候、无死角巡查，做到不见一处火点、不冒一股黑烟，并每日上传带水印的巡查照片不少于3张。',
            '三、我局每日在工作群通报各乡镇火点数和位次，连续三天排在末位的，约谈乡镇主要负责同志。',
            '四、本通知自印发之日起执行，解除时间另行通知。',
          ],
          basis: '秸秆禁烧工作要求',
          purpose: '掌握每天的火情',
          fields: [count('f1', '当天火点数', '处', '当天本村发现的火点'), count('f2', '当天巡查人次', '人次', '当天出去巡查的人次')],
          audience: everyVillage,
          deadline: on.day(1).at('16:30'),
          expires: on.day(40).at('17:30'),
        }),
      ),
      sent(on.day(-4).at('10:00'), '往年都是这样做的，火点压得住。', {
        'F2.1': '火情一天一变，不天天报掌握不了。',
        'F2.2': '没有照片分不清去没去。',
        'C8.7': '不排名，各乡镇不重视。',
      }),
      returned(
        on.day(-3).at('09:30'),
        '天天报没有火，一个冬天全县要花几千小时。卫星和高塔监控看得到火点，请改成发现火点再报。每日位次和约谈不能这样写，照片也请删去。',
      ),
    ],
    answers: [],
  };
};
