import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { cachedFolder } from '../helpers/cache.ts';
import type { Guest } from './page-site.ts';

const run = promisify(execFile);
const compress = promisify(brotliCompress);
const NPM_MS = 60_000;

export interface Peer extends Guest {
  version: string;
}

/**
 * What a site owner would take from npm instead. Of the chat packages there, these two are among the most downloaded that
 * bring a whole widget (button and panel), are mounted by a script tag, talk to a server of one's own and fetch nothing
 * from a vendor. Others fall short of that: deep-chat has no button, react-chat-widget needs the site's React, Botpress,
 * Chatwoot and Tawk publish what loads the rest from their hosts. Both are mounted as their README says.
 */
export const PEERS: Peer[] = [
  {
    name: '@n8n/chat',
    version: '1.37.0',
    head: '<link href="/@n8n/chat/dist/style.css" rel="stylesheet">',
    body: `<script type="module">
      import { createChat } from '/@n8n/chat/dist/chat.bundle.es.js';
      window.chat = createChat({ webhookUrl: '/webhook' });
    </script>`,
    button: ['.chat-window-toggle'],
    field: ['#n8n-chat textarea'],
    leave: 'chat.unmount()',
  },
  {
    name: 'flowise-embed',
    version: '3.1.6',
    head: '',
    body: `<script type="module">
      import Chatbot from '/flowise-embed/dist/web.js';
      Chatbot.init({ chatflowid: 'bench', apiHost: location.origin });
    </script>`,
    button: ['flowise-chatbot', 'button'],
    field: ['flowise-chatbot', 'textarea'],
    leave: 'Chatbot.destroy()',
  },
];

/** What the servers of both say while nobody writes. */
export const PEER_ANSWERS: Record<string, unknown> = {
  '/webhook': { data: [] },
  '/api/v1/chatflows-streaming/bench': { isStreaming: false },
  '/api/v1/public-chatbotConfig/bench': {},
};

/**
 * The peers' files, fetched on first use and kept in the cache, with a `.br` of the best compression beside each, as for
 * our own. Packed and not installed: their bundles hold all that a page needs, no script of theirs runs here, and what
 * they depend on (one of them on Express, Babel and Prettier) stays where it is.
 * @returns a folder with a folder for each by its name
 * @throws Error when npm can not fetch them
 */
export function fetchPeers(): Promise<string> {
  const name = `peers-${PEERS.map(peer => `${peer.name}-${peer.version}`.replace(/\W+/g, '-')).join('-')}`;
  return cachedFolder(name, async folder => {
    for (const peer of PEERS) {
      const asked = [
        'pack',
        `${peer.name}@${peer.version}`,
        '--ignore-scripts',
        '--json',
        '--pack-destination',
        folder,
      ];
      // Elsewhere than in our own folder, whose settings are not meant for it.
      const { stdout } = await run('npm', asked, { cwd: folder, timeout: NPM_MS });
      const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
      const own = join(folder, peer.name);
      await mkdir(own, { recursive: true });
      await run('tar', ['-xzf', join(folder, filename), '-C', own, '--strip-components=1']);
      await rm(join(folder, filename));
      const files = (await readdir(join(own, 'dist'))).filter(file => /\.(m?js|css)$/.test(file));
      for (const file of files) {
        const path = join(own, 'dist', file);
        await writeFile(`${path}.br`, await compress(await readFile(path)));
      }
    }
  });
}
