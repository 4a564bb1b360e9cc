/** The least that a router of a single-page app does: links change the address and the title, and what is shown follows. */
export function onRoute(show) {
  const go = () => {
    document.title = location.pathname === '/contact' ? 'Contact' : 'Shop';
    show(location.pathname);
  };
  addEventListener('popstate', go);
  addEventListener('click', event => {
    const link = event.target.closest('nav a');
    if (!link) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
    go();
  });
  go();
}
