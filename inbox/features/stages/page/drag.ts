/** Moving cards with a pointer. Keys, touch and screen readers have the menu of each card. */

type Adapter = typeof import('@atlaskit/pragmatic-drag-and-drop/element/adapter');

/** @returns what takes it away again */
type Attach = (adapter: Adapter) => () => void;

/** Fetched when a board is shown; until then, and where it does not come, the menu is there. */
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

/** Lets a card be dragged. @param onDrag told when it begins and ends */
export function draggable(element: HTMLElement, contactId: string, onDrag: (isDragged: boolean) => void): () => void {
  return attach(adapter =>
    adapter.draggable({
      element,
      getInitialData: () => ({ contactId }),
      onDragStart: () => onDrag(true),
      onDrop: () => onDrag(false),
    }),
  );
}

/** Lets cards be dropped. @param on.over told when one is above it, and no more */
export function dropTarget(
  element: HTMLElement,
  on: { over: (isOver: boolean) => void; drop: (contactId: string) => void },
): () => void {
  return attach(adapter =>
    adapter.dropTargetForElements({
      element,
      onDragEnter: () => on.over(true),
      onDragLeave: () => on.over(false),
      onDrop({ source }) {
        on.over(false);
        if (typeof source.data.contactId === 'string') on.drop(source.data.contactId);
      },
    }),
  );
}
