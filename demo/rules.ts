import { addDays } from '../src/base/dates.ts';
import type { Layout } from './dates.ts';
import type { DemoRuleChange } from './county.ts';

/** What the relief office of 青禾县 changed of its rules: one change in force, one that waits for the second person. */
export function ruleChangesOf(layout: Layout): readonly DemoRuleChange[] {
  const [drafted, proposed, approved] = [layout.day(-44), layout.day(-43), layout.day(-41)];
  const waiting = layout.day(-1);
  return [
    {
      content: {
        title: '征求意见至少留七个工作日',
        inForceFrom: addDays(approved.iso, 1),
        params: [{ name: 'consult.min_workdays', value: 7, basis: '县减负办第9次例会：乡镇说五天走不完村民小组会' }],
        yaml: null,
      },
      by: 'jianfu',
      draftedAt: drafted.at('10:20'),
      proposed: { at: proposed.at('09:10'), reason: '去年有两次征求意见，村里没来得及开会。' },
      approved: { at: approved.at('16:30'), by: 'jianfu2', reason: '同意。比原来严，对部门影响不大。' },
    },
    {
      content: {
        title: '报表至少提前四个工作日通知',
        inForceFrom: addDays(layout.day(8).iso, 1),
        params: [{ name: 'notice.min_workdays.form', value: 4, basis: '县减负办第12次例会' }],
        yaml: null,
      },
      by: 'jianfu',
      draftedAt: waiting.at('14:05'),
      proposed: { at: waiting.at('14:40'), reason: '三天里常有一个赶集日，村里报不齐。' },
      approved: null,
    },
  ];
}
