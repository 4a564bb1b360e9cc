/** Moving things with a pointer. Keys, touch and screen readers have a menu or buttons of each. */

type Adapter = typeof import('@atlaskit/pragmatic-drag-and-drop/element/adapter');

/** @returns what takes it away again */
type Attach = (adapter: Adapter) => () => void;

/** Fetched when something is shown that can be dragged; until then, and where it does not come, the other way is there. */
function attach(how: Attach): () => void {
  let isGone = false;
  let detach: (() => void) | undefined;
  import('@atlaskit/pragmatic-drag-and-drop/element/adapter').then(
    adapter => {
      if (!isGone) detach = how(adapter);
    },
    () => undefined,
  );
  return () => {
    isGone = true;
    detach?.();
  };
}

/**
 * Lets something be dragged.
 * @param onDrag told when it begins and ends
 * @param grip by which it is taken; left out: all of it
 */
export function draggable(
  element: HTMLElement,
  id: string,
  onDrag: (isDragged: boolean) => void,
  grip?: HTMLElement,
): () => void {
  return attach(adapter =>
    adapter.draggable({
      element,
      ...(grip && { dragHandle: grip }),
      getInitialData: () => ({ id }),
      onDragStart: () => onDrag(true),
      onDrop: () => onDrag(false),
    }),
  );
}

/** Lets such things be dropped. @param on.over told when one is above it, and no more */
export function dropTarget(
  element: HTMLElement,
  on: { over: (isOver: boolean) => void; drop: (id: string) => void },
): () => void {
  return attach(adapter =>
    adapter.dropTargetForElements({
      element,
      onDragEnter: () => on.over(true),
      onDragLeave: () => on.over(false),
      onDrop({ source }) {
        on.over(false);
        if (typeof source.data.id === 'string') on.drop(source.data.id);
      },
    }),
  );
}
