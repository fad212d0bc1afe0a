import { createContext, useContext } from 'react';
import type { Messages } from './zh.ts';
import { zh } from './zh.ts';

export type { Messages };
export type Language = 'zh-CN' | 'en';

/** Each in itself: whoever looks for a language reads that one. */
export const languageNames: Readonly<Record<Language, string>> = { 'zh-CN': '中文', en: 'English' };

/** How a value state stands among what is typed, in whatever language the page is read: as the ledger reads it in a cell. */
export const stateWords = { notApplicable: '不适用', unknown: '不详' } as const;

/** What a new choice offers. It stands on the form, which is Chinese whatever language its drafter reads. */
export const firstChoices: readonly string[] = ['是', '否'];

const context = createContext<Messages>(zh);
export const TextProvider = context.Provider;

/** Every word on the page comes from here; English is loaded only where it is wanted. */
export function useText(): Messages {
  return useContext(context);
}

export async function loadText(language: Language): Promise<Messages> {
  return language === 'en' ? (await import('./en.ts')).en : zh;
}
