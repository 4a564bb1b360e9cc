// `node scripts/side-by-side.js types lint build`: runs these scripts of package.json at once, for none needs another's result.
import { spawn } from 'node:child_process';

const names = process.argv.slice(2);
const codes = await Promise.all(names.map(run));
const failed = names.filter((_, index) => codes[index] !== 0);
if (failed.length > 0) {
  console.error(`failed: ${failed.join(', ')}`);
  process.exit(1);
}

/** @returns its exit code; null after a signal */
function run(name) {
  const child = spawn('npm', ['run', '--silent', name], { stdio: 'inherit', shell: process.platform === 'win32' });
  return new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
}
