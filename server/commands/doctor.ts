import { bySeverity, type CheckState, toMendOf } from '../../protocol/doctor/says.ts';
import { sentence, type Tongue, titleOf, toMendText } from '../../protocol/doctor/sentences.ts';
import type { CheckResult, DoctorReport } from '../../protocol/doctor.ts';
import { type Config, readConfig } from '../config.ts';
import { passOf } from '../features/doctor/echo.ts';
import { DOCTOR_WORDS } from '../features/doctor/tongues.ts';
import { nearestLocale } from '../locale.ts';
import { runCommand } from './command.ts';

/** Longer than any check has. */
const PATIENCE_MS = 60_000;
const MARKS: Record<CheckState, string> = { fine: '✓', broken: '!', off: '–' };

/** Asks the server that runs here: it alone knows what comes in and goes out. What it finds is kept as if an owner had asked. */
await runCommand('doctor', '', async () => {
  const { results } = await askServer(readConfig(process.env));
  const tongue = spokenHere(process.env);
  for (const result of bySeverity(results)) console.log(lineOf(result, tongue));
  const toMend = toMendOf(results);
  console.log(`\n${toMendText(toMend, tongue)}`);
  if (toMend > 0) process.exitCode = 1;
});

async function askServer({ host, port, secretKey }: Config): Promise<DoctorReport> {
  const isEverywhere = ['0.0.0.0', '::'].includes(host);
  const base = `http://${isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
  const response = await fetch(`${base}/v1/doctor/command`, {
    method: 'POST',
    headers: { authorization: `Bearer ${passOf(secretKey, Date.now())}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => null);
  if (!response) {
    throw new Error(`No server answers at ${base}; start it, and let this command have its PORT, HOST and SECRET_KEY.`);
  }
  if (response.status === 401) {
    throw new Error(`The server at ${base} has another SECRET_KEY or another DATABASE_URL than this command.`);
  }
  if (!response.ok)
    throw new Error(`The server at ${base} could not look: ${response.status}; its log has the reason.`);
  return (await response.json()) as DoctorReport;
}

/** In the language of the terminal, as POSIX names it. */
function spokenHere({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Tongue {
  const locale = nearestLocale(LC_ALL || LC_MESSAGES || LANG);
  return { words: DOCTOR_WORDS[locale], tag: locale, isolate: words => words };
}

/** What is fine in one line; below what is not, what to do. */
function lineOf({ check, state, said }: CheckResult, tongue: Tongue): string {
  const sentences = said.map(each => sentence(each, tongue));
  const head = `${MARKS[state]} ${titleOf(check, tongue)}`;
  return state === 'fine'
    ? `${head}: ${sentences.join(' · ')}`
    : [head, ...sentences.map(each => `    ${each}`)].join('\n');
}
