/** Says what it was told. */
self.onmessage = ({ data }: MessageEvent<number>) => self.postMessage(data);
