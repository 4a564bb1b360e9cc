import { signal } from '@preact/signals';
import type { ComponentChildren, ComponentType, FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { Failed } from './Failed.tsx';
import { loadWords } from './locale.ts';
import { ROOT } from './root.ts';
import { Skeleton } from './Skeleton.tsx';
import { t } from './words/index.ts';

/** A component whose code, style and words are fetched when it is first drawn. */
export type Lazy<Props> = FunctionComponent<Props> & {
  /** Fetches it now: for the moment when a pointer or the focus comes near what would open it. */
  prepare: () => void;
};

/**
 * Makes a component of one that lies in a chunk of its own. It is shown when all of it is there, never without its
 * words or its style (the build lets `import()` wait for the style sheet).
 * @param load such as `async () => (await import('./Help.tsx')).Help`
 * @param frame stands around what is shown meanwhile
 */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { lines = 0, frame = (children: ComponentChildren) => <>{children}</> } = {},
): Lazy<Props> {
  const loaded = signal<{ Component: ComponentType<Props> } | null>(null);
  const isFailed = signal(false);
  let isAsked = false;

  async function ask() {
    isAsked = true;
    isFailed.value = false;
    try {
      const Component = await load();
      await loadWords();
      loaded.value = { Component };
    } catch {
      isFailed.value = true;
      isAsked = false;
    }
  }
  function prepare() {
    if (!isAsked) void ask();
  }

  function LazyComponent(props: Props) {
    useEffect(prepare, []);
    if (loaded.value) return <loaded.value.Component {...props} />;
    if (isFailed.value) return frame(<Failed text={t('pageFailed')} onRetry={() => void reload()} />);
    return frame(lines > 0 && <Skeleton lines={lines} />);
  }
  return Object.assign(LazyComponent, { prepare });
}

/**
 * Loads the page anew, if there is a server to load it from: browsers remember a module that did not come for as long as
 * the page lives. What was typed and where one was outlives it.
 */
async function reload(): Promise<void> {
  const answer = await fetch(`${ROOT}inbox`, { method: 'HEAD' }).catch(() => null);
  if (answer?.ok) location.reload();
}
