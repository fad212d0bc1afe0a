import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { read, remove, write } from './storage.ts';
import type { Language, Messages } from './strings/index.ts';
import { loadText, TextProvider } from './strings/index.ts';

export type Theme = 'system' | 'light' | 'dark';
export type TypeSize = 'normal' | 'large';

interface Settings {
  readonly language: Language;
  readonly theme: Theme;
  readonly type: TypeSize;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly setType: (type: TypeSize) => void;
}

const context = createContext<Settings | null>(null);

export function useSettings(): Settings {
  const settings = useContext(context);
  if (settings === null) throw new Error('SettingsProvider is missing');
  return settings;
}

export function storedLanguage(): Language {
  return read('qd.language') === 'en' ? 'en' : 'zh-CN';
}

function storedTheme(): Theme {
  const theme = read('qd.theme');
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

function storedType(): TypeSize {
  return read('qd.type') === 'large' ? 'large' : 'normal';
}

/** Set before the first paint, so that nobody sees the page flash in the other dress. */
export function dress(): void {
  const root = document.documentElement;
  root.lang = storedLanguage();
  const theme = storedTheme();
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  if (storedType() === 'large') root.dataset['type'] = 'large';
  else delete root.dataset['type'];
}

export function SettingsProvider({ first, children }: { first: Messages; children: ReactNode }): ReactNode {
  const [language, setLanguageState] = useState(storedLanguage);
  const [theme, setThemeState] = useState(storedTheme);
  const [type, setTypeState] = useState(storedType);
  const [text, setText] = useState(first);

  useEffect(dress, [language, theme, type]);

  const setLanguage = useCallback((next: Language) => {
    write('qd.language', next);
    void loadText(next).then((loaded) => {
      setText(loaded);
      setLanguageState(next);
    });
  }, []);
  const setTheme = useCallback((next: Theme) => {
    if (next === 'system') remove('qd.theme');
    else write('qd.theme', next);
    setThemeState(next);
  }, []);
  const setType = useCallback((next: TypeSize) => {
    write('qd.type', next);
    setTypeState(next);
  }, []);

  const settings = useMemo(
    () => ({ language, theme, type, setLanguage, setTheme, setType }),
    [language, theme, type, setLanguage, setTheme, setType],
  );
  return (
    <context.Provider value={settings}>
      <TextProvider value={text}>{children}</TextProvider>
    </context.Provider>
  );
}
