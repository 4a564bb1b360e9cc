// Chooses the language before anything is drawn and before the widget reads it from the page: ?lang=, then the browser's.
(() => {
  const own = ['en', 'ru', 'mn', 'ar', 'am', 'hi'];
  const asked = new URLSearchParams(location.search).get('lang');
  const wishes = [asked, ...navigator.languages].filter(Boolean).map(wish => wish.slice(0, 2).toLowerCase());
  document.documentElement.lang = wishes.find(wish => own.includes(wish)) ?? 'en';
})();
