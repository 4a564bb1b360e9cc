import { render } from 'preact';
import { AppContext, createApp } from './app.ts';
import { Root } from './views/Root.tsx';

const app = createApp();

function showTheme() {
  const { theme } = app.prefs.get();
  if (theme === 'auto') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.dataset.theme = theme;
}
app.prefs.watch(showTheme);
showTheme();

render(
  <AppContext.Provider value={app}>
    <Root />
  </AppContext.Provider>,
  document.getElementById('inbox')!,
);
void app.session.start();
