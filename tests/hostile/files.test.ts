import { expect, test } from 'vitest';
import { FILE_ENDINGS } from '../../protocol/file-kinds.ts';
import type { FileLinks, Upload } from '../../protocol/files.ts';
import { ERRORS } from '../../protocol/wire/errors.ts';
import { office, PDF, PNG, uploader, zip } from '../helpers/files.ts';
import { HOSTILE, MARKUP } from '../helpers/hostile-words.ts';
import { ask } from '../helpers/http.ts';
import fc from '../helpers/properties.ts';
import { cases, fuzzed, fuzzTimeout } from './fuzz.ts';
import { openRoom } from './room.ts';

/** Files that are what they say, and what would run where somebody opened it as what it is. */
const BYTES = [
  PNG,
  PDF,
  office('word', 'wordprocessingml.document'),
  zip({ '../../../etc/passwd': 'x', 'a.html': MARKUP[0] }),
  Buffer.from('GIF89a/*<svg onload=window.hostile=1>*/=1;'),
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${MARKUP[0]}</svg>`),
  Buffer.from(`<!doctype html>${MARKUP.join('')}`),
  Buffer.from('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'),
  Buffer.from('#!/bin/sh\ntouch /tmp/hostile\n'),
  Buffer.from('MZ\u0090\u0000', 'latin1'),
  Buffer.from('\ufeffname,sum\n=cmd|calc,1\n'),
  Buffer.concat([PNG, Buffer.from(MARKUP[0])]),
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]),
  Buffer.from('RIFF\u00ff\u00ff\u00ff\u00ffWEBPVP8X', 'latin1'),
];

const bytes = fc
  .tuple(fc.constantFrom(...BYTES), fc.nat(60), fc.uint8Array({ maxLength: 40 }), fc.nat(3))
  .map(([file, at, more, how]) => {
    if (how === 0) return file;
    if (how === 1) return Buffer.concat([file.subarray(0, at), more]);
    if (how === 2) return Buffer.concat([file.subarray(0, at), more, file.subarray(at)]);
    return Buffer.concat([file, more]);
  });

const endings = fc.constantFrom(...Object.values(FILE_ENDINGS).flat(), 'html', 'svg', 'exe', 'js', 'png.exe', '');
const names = fc
  .tuple(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 60 })), endings)
  .map(([name, ending]) => (ending ? `${name}.${ending}` : name));

test(
  'FZ4 files of any name and any bytes break nothing, and what is kept is given as a download that nothing runs',
  async () => {
    const { desk, bat, broken } = await openRoom();
    const headers = { authorization: `Bearer ${bat.token}` };
    const { whole } = uploader(desk, 'sites/altan/files', { headers });
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(names, bytes, async (name, file) => {
        const answer = await whole(name, file);
        expect(broken.splice(0)).toEqual([]);
        expect(answer.statusCode, answer.payload).toBeLessThan(500);
        if (answer.statusCode >= 400) return void expect(Object.keys(ERRORS)).toContain(answer.json().code);
        const { file: upload } = answer.json() as Upload;
        // Of no bytes there is nothing to send.
        if (!upload) return;
        kept += 1;
        expect(upload.name).not.toMatch(/[\p{Cc}\p{Cs}/\\\u202a-\u202e\u2066-\u2069]/u);
        const asked = await ask(desk, 'POST /v1/sites/altan/files/links', { body: { ids: [upload.id] }, headers });
        const [link] = (asked.json() as FileLinks).links;
        for (const url of [link!.url, link!.previewUrl]) {
          if (!url) continue;
          const got = await ask(desk, `GET ${url}` as 'GET /');
          expect(got.statusCode).toBe(200);
          expect(got.headers['x-content-type-options']).toBe('nosniff');
          expect(String(got.headers['content-security-policy'])).toMatch(/^sandbox; default-src 'none'/);
          expect(String(got.headers['content-type'])).not.toMatch(/html|svg|xml(?!formats)|javascript/);
        }
        const got = await ask(desk, `GET ${link!.url}` as 'GET /');
        expect(String(got.headers['content-disposition'])).toMatch(/^attachment; filename="[\x20-\x7e]*"/);
        expect(got.rawPayload.equals(file)).toBe(true);
      }),
      fuzzed(cases(50)),
    );
    expect(broken).toEqual([]);
    expect(kept).toBeGreaterThan(0);
  },
  fuzzTimeout,
);
