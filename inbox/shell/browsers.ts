const NAMES: Record<string, string> = {
  Edg: 'Edge',
  OPR: 'Opera',
  SamsungBrowser: 'Samsung',
  YaBrowser: 'Yandex',
  'Mac OS X': 'macOS',
  CrOS: 'ChromeOS',
};

/**
 * Name and system out of a user agent, for "it does not work on my phone". Chromium's kin say Chrome too, all of them say
 * Safari, and Androids Linux, so the more special name is looked for first. What is not known is shown as it came, cut.
 */
export function browserOf(userAgent: string): string {
  const browser = ['Edg', 'OPR', 'SamsungBrowser', 'YaBrowser', 'Firefox', 'Chrome', 'Safari'].find(name =>
    userAgent.includes(name),
  );
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'CrOS', 'Linux'].find(name =>
    userAgent.includes(name),
  );
  const words = [browser, system].flatMap(word => (word ? [NAMES[word] ?? word] : []));
  return words.join(', ') || userAgent.slice(0, 60);
}
