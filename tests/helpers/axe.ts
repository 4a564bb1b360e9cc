import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 up to AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export interface AxeOptions {
  /** CSS selector of the part to look at; default the whole page with its open shadow roots. */
  within?: string;
  /** CSS selectors of what is not ours, such as a hostile host page. */
  except?: string[];
  /** Rule ids left out, each with a reason beside it in the test. */
  withoutRules?: string[];
}

/**
 * Fails with a readable list when axe-core finds what breaks WCAG 2.2 AA. It runs in a world of its own, so a strict
 * Content-Security-Policy of the page neither stops it nor sees it, and the page gets no new global.
 */
export async function expectAccessible(page: Page, options: AxeOptions = {}): Promise<void> {
  const { violations } = await runAxe(page, options);
  if (violations.length === 0) return;
  const lines = violations.flatMap(({ id, impact, help, helpUrl, nodes }) => [
    `${id} (${impact}): ${help}\n  ${helpUrl}`,
    ...nodes.map(
      node => `  at ${path(node.target)}\n     ${node.html}\n     ${node.failureSummary?.replace(/\n\s*/g, ' ')}`,
    ),
  ]);
  throw new Error(`wanted a page without barriers, found ${violations.length} kind(s):\n${lines.join('\n')}`);
}

/** A target is a list of frames, and inside shadow roots a list of hosts again. */
function path(target: AxeResults['violations'][number]['nodes'][number]['target']): string {
  return target.map(step => (Array.isArray(step) ? step.join(' >>> ') : step)).join(' frame ');
}

async function runAxe(page: Page, { within, except = [], withoutRules = [] }: AxeOptions): Promise<AxeResults> {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId } = await session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'axe',
    });
    const run: RunOptions = {
      runOnly: { type: 'tag', values: TAGS },
      // Off by default in axe although 2.2 AA asks for it (2.5.8).
      rules: {
        'target-size': { enabled: true },
        ...Object.fromEntries(withoutRules.map(id => [id, { enabled: false }])),
      },
      resultTypes: ['violations'],
    };
    const scope = { include: within ? [[within]] : [['html']], exclude: except.map(selector => [selector]) };
    const evaluate = async (expression: string) => {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression,
        contextId: executionContextId,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(`axe: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
      return result.value;
    };
    await evaluate(`${axe.source};0`);
    return await evaluate(`axe.run(${JSON.stringify(scope)}, ${JSON.stringify(run)})`);
  } finally {
    await session.detach();
  }
}
