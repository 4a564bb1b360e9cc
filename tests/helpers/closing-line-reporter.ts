import type { SerializedError } from 'vitest';
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

/**
 * Ends a run with one plain line, `N passed, N failed` and `, N skipped` where some were, for machines and for people
 * who only see the end of a log. In CI a skipped test fails the run: there, "could not run" must not look like "passed".
 */
export default class ClosingLineReporter implements Reporter {
  #line = '0 passed, 1 failed';

  onInit(): void {
    // Printed when the process ends, since other reporters and the tear-down of helpers still write after the last test.
    process.once('exit', () => console.log(this.#line));
  }

  onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<SerializedError>, reason: TestRunEndReason) {
    let passed = 0;
    let failed = 0;
    const skipped: string[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped.push(`${module.relativeModuleId}: ${test.fullName}`);
      }
    }
    // A file that does not load, a hook that throws and a stray rejection belong to no test, and still are failures.
    if (failed === 0 && (errors.length > 0 || reason !== 'passed' || passed === 0)) failed = 1;

    if (process.env.CI && skipped.length > 0) {
      process.exitCode = 1;
      console.error(`\nIn CI a test that cannot run is a failure:\n${skipped.map(name => `  ${name}`).join('\n')}`);
    }
    this.#line = `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
  }
}
