import { choice, count, inOrder, story, villagesOf, words, written, yesNo, type Write } from './plan.ts';

/* At the gate, each with a question still open. */

/** Waits for the second gatekeeper. */
export const bridges: Write = (on) => {
  const { saved, sent, proposed } = story('jiaotong');
  const due = on.day(1);
  return {
    key: 'bridges',
    organ: 'jiaotong',
    script: [
      saved(
        on.day(-1).at('08:40'),
        written({
          organ: 'jiaotong',
          on: on.day(0),
          number: `青交发〔${on.year}〕24号`,
          title: '关于三座限重桥绕行点的紧急通知',
          kind: 'form',
          to: '石门镇、梅岭镇人民政府',
          body: [
            `检测结果刚出来，滴水岩桥、云盘桥、岭脚桥桥墩冲空，${on.day(2).short}起限重5吨。经县人民政府同意，请两镇告诉我们大车从哪里绕、校车停在哪里。`,
            `${due.short}17:30前填三项：绕行从哪里走、校车改停在哪里、要不要我局派人值守。`,
            '限重的十天里，请两镇每天下午5点前报送绕行的路是否通畅，修好就停。',
            '限重牌和护栏由我局今晚装好。不用镇里出人守桥。',
            '依据《中华人民共和国公路法》和《公路安全保护条例》。',
          ],
          basis: '《公路安全保护条例》；三座桥的检测报告',
          purpose: '限重当天，校车和货车不走危桥',
          fields: [words('f1', '绕行从哪里走', '路名或村名'), words('f2', '校车改停在哪里', '地名'), yesNo('f3', '要县里派人值守')],
          audience: { level: 'township', under: [on.township('石门镇'), on.township('梅岭镇')], except: [] },
          deadline: due.at('17:30'),
          metadata: inOrder(`${on.year}-FW-057`),
        }),
      ),
      sent(on.day(-1).at('09:00'), '检测报告昨天傍晚才出来，桥不能等。', {
        'N1.2': '检测报告昨天傍晚才出来，马上要限重，绕行不先定好，校车要过危桥。',
        'N1.1': '桥墩已经冲空，多等一天多一天危险。',
        'F2.1': '只报十天，桥修好就停；绕行的路窄，一堵校车就过不来。',
      }),
      proposed(
        on.day(-1).at('09:50'),
        '次日要、每日报，按规则都不能。可是校车天天过这三座桥，只有两个镇、十天，一次一句话。我主张放行，请知秋再看一眼。',
      ),
    ],
    answers: [],
  };
};

/** Sent back with a question; the drafter has not answered yet. */
export const housePhotos: Write = (on) => {
  const { saved, sent, asked } = story('zhujian');
  return {
    key: 'house-photos',
    organ: 'zhujian',
    script: [
      saved(
        on.day(-3).at('11:00'),
        written({
          organ: 'zhujian',
          on: on.day(-3),
          number: `青建发〔${on.year}〕39号`,
          title: '关于报送在建农房施工情况的通知',
          kind: 'form',
          to: '各乡镇人民政府、城关街道办事处',
          body: [
            '冬天混凝土容易冻坏。经县人民政府同意，请各村每周五17:00前报一次在建农房的施工情况，报到春节前停工为止。',
            '报三个数：在建几栋、正在浇筑的几栋、盖了保温的几栋，并附浇筑部位的照片。',
            '发现没有保温的，由我局质安站上门指导。',
            '依据《村庄和集镇规划建设管理条例》。',
          ],
          basis: '《村庄和集镇规划建设管理条例》',
          purpose: '安排质安站上门，免得混凝土冻坏',
          fields: [
            count('f1', '在建农房', '栋', '本周在施工的'),
            count('f2', '正在浇筑的', '栋', '本周浇混凝土的'),
            count('f3', '盖了保温的', '栋', '浇了并盖好保温的'),
          ],
          audience: villagesOf(...['梅岭镇', '石门镇', '云门乡', '高桥乡'].map((name) => on.township(name))),
          deadline: on.day(8).at('17:00'),
          metadata: inOrder(`${on.year}-FW-058`),
        }),
      ),
      sent(on.day(-2).at('09:00'), '冬季施工一周一变。', {
        'F2.1': '冬季施工一周一变，停工就不报了。',
        'F2.2': '保温盖没盖，照片上一看就知道。',
      }),
      asked(
        on.day(-1).at('11:20'),
        '每周报一次，要报到春节。能不能改成“要浇筑前说一声”，质安站直接去？照片如果是质量验收用的，请写明依据。',
      ),
    ],
    answers: [],
  };
};

export const sampleSurvey: Write = (on) => {
  const { saved, sent } = story('tongji');
  const due = on.day(7);
  return {
    key: 'sample-survey',
    organ: 'tongji',
    script: [
      saved(
        on.day(-2).at('09:20'),
        written({
          organ: 'tongji',
          on: on.day(-2),
          number: `青统字〔${on.year}〕16号`,
          title: '关于畜禽监测抽样村引路的通知',
          kind: 'form',
          to: '有关乡镇人民政府',
          body: [
            '四季度畜禽监测抽到龙泉乡、高桥乡的村。调查由我局调查员入户，经县人民政府同意，请抽中的村告诉我们养殖大户在不在家。',
            `请在${due.short}17:30前填三项，以填报当天为准：在养的生猪大户几户、在养的家禽大户几户、调查员哪天去方便。`,
            '头数由调查员自己问，村里不用估、不用报。调查员带证件，误工按标准给。',
            `依据《中华人民共和国统计法》。表号畜禽监测引01，青禾县统计局制定，有效期到${on.year + 1}年6月。`,
          ],
          basis: '《中华人民共和国统计法》；国家畜禽监测调查制度',
          purpose: '让调查员少跑空路',
          fields: [
            count('f1', '生猪大户', '户', '常年养50头以上的', { max: 200 }),
            count('f2', '家禽大户', '户', '常年养2000只以上的', { max: 200 }),
            choice('f3', '哪天去方便', ['周一', '周二', '周三', '周四', '周五']),
          ],
          audience: villagesOf(on.township('龙泉乡'), on.township('高桥乡')),
          deadline: due.at('17:30'),
          metadata: inOrder(`${on.year}-FW-059`),
        }),
      ),
      sent(on.day(-1).at('15:30')),
    ],
    answers: [],
  };
};
