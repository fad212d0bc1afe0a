import './compat.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './tokens.css';
import './parts.css';
import './shell.css';
import { queries } from './queries.ts';
import { router } from './routes.tsx';
import { dress, SettingsProvider, storedLanguage } from './settings.tsx';
import { loadText } from './strings/index.ts';
import { wantFocus } from './ui/index.ts';

dress();
// A page that is opened begins at its top, with the skip link; only who goes on to another screen is led to its heading.
router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
  if (fromLocation !== undefined && pathChanged) wantFocus();
});

const root = document.getElementById('root');
if (root !== null) {
  void loadText(storedLanguage()).then((first) =>
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={queries}>
          <SettingsProvider first={first}>
            <RouterProvider router={router} />
          </SettingsProvider>
        </QueryClientProvider>
      </StrictMode>,
    ),
  );
}

// Opens without a network. Not while the page is written: an old shell would hide the new one.
if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js').catch(() => undefined);
