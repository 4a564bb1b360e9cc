import { useEffect, useRef } from 'preact/hooks';
import { useInbox } from '../../inbox.ts';

/** Reads anew what is shown of the shop, under the page as it stands: when it changed, and when the link is back. */
export function useShopTold(load: () => void): void {
  const { shopTold, link } = useInbox();
  const told = shopTold.value;
  const isReady = link.state.value === 'ready';
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current && isReady) load();
    isFirst.current = false;
  }, [told, isReady]);
}
