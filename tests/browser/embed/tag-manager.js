/**
 * What Tag Manager does with a tag of the type Custom HTML: it makes each script anew, and of its attributes takes along only
 * those that it knows.
 */
for (const pasted of document.querySelector('template').content.querySelectorAll('script')) {
  const script = document.createElement('script');
  script.text = pasted.text;
  script.async = pasted.async;
  if (pasted.src) script.src = pasted.src;
  document.body.append(script);
}
