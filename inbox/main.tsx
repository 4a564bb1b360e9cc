import './shell/style/tokens.css';
import './shell/style/base.css';
import './shell/style/controls.css';
import './shell/style/form.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { Root } from './desk/Root.tsx';
import { AppContext, createApp } from './shell/app.ts';
import { pageStorage } from './shell/prefs.ts';

const app = createApp({ storage: pageStorage(), fetch: globalThis.fetch.bind(globalThis) });

effect(() => {
  const { theme } = app.prefs.value;
  if (theme === 'auto') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.dataset.theme = theme;
});

render(
  <AppContext.Provider value={app}>
    <Root />
  </AppContext.Provider>,
  document.getElementById('inbox')!,
);
app.start();
