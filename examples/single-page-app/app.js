const routes = {
  '#/': { title: 'Shop', text: 'Bouquets bound by hand.', hasBell: true },
  '#/weddings': { title: 'Weddings', text: 'Tell us the day and the place.', hasBell: true },
  '#/checkout': { title: 'Checkout', text: 'Nobody should be disturbed here.', hasBell: false },
};

// The global is its own queue: what is called before the script has come waits in `q`.
window.deskbell ??= (...args) => {
  window.deskbell.q ??= [];
  window.deskbell.q.push(args);
};

let hasBell = false;

function show() {
  const route = routes[location.hash] ?? routes['#/'];
  document.title = `${route.title} · Altan Flowers`;
  const heading = document.createElement('h1');
  heading.textContent = route.title;
  const text = document.createElement('p');
  text.textContent = route.text;
  document.querySelector('main').replaceChildren(heading, text);

  if (route.hasBell !== hasBell) window.deskbell(route.hasBell ? 'boot' : 'shutdown');
  hasBell = route.hasBell;
  if (hasBell) window.deskbell('page', location.href, document.title);
}

addEventListener('hashchange', show);
show();
