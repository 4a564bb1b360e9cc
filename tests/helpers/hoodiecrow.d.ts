/** A test server for IMAP, which brings no types along: what is used of it. */
declare module 'hoodiecrow-imap' {
  import type { Server, Socket } from 'node:net';

  interface Message {
    uid: number;
    flags: string[];
    raw: string;
  }
  interface Folder {
    messages: Message[];
    uidvalidity: number;
  }
  interface ImapServer {
    server: Server;
    folderCache: Record<string, Folder>;
    listen(port: number, host: string, ready: () => void): void;
    appendMessage(folder: string, flags: string[], date: string | false, raw: string): void;
  }
  export default function hoodiecrow(options: {
    plugins: string[];
    storage: Record<string, unknown>;
    users?: Record<string, object>;
  }): ImapServer;
  export type { Folder, ImapServer, Message, Socket };
}
