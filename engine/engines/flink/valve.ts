/**
 * The watermarks of several channels in front of one input of an operator (a union): the smallest of the channels that
 * are not idle and have caught up. Flink: `StatusWatermarkValve`.
 */
import { type Mark, NO_MARK } from './combinedWatermark';
import type { WatermarkListener } from './sourceWatermarks';

interface Channel {
  mark: Mark;
  active: boolean;
  /** False for a channel that was idle and is still behind: it does not count. */
  aligned: boolean;
}

export class Valve {
  private readonly channels: Channel[];
  private out = NO_MARK;
  private active = true;

  constructor(
    channels: number,
    private readonly listener: WatermarkListener,
  ) {
    this.channels = Array.from({ length: channels }, () => ({ mark: NO_MARK, active: true, aligned: true }));
  }

  /** What feeds a channel. */
  channel(index: number): WatermarkListener {
    return {
      watermark: (mark) => this.watermark(index, mark),
      status: (idle) => this.status(index, idle),
    };
  }

  private watermark(index: number, mark: Mark): void {
    const channel = this.channels[index] as Channel;
    if (!this.active || !channel.active || mark.time <= channel.mark.time) return;
    channel.mark = mark;
    if (!channel.aligned && mark.time >= this.out.time) channel.aligned = true;
    this.tellSmallest();
  }

  private status(index: number, idle: boolean): void {
    const channel = this.channels[index] as Channel;
    if (idle === !channel.active) return;
    channel.active = !idle;
    if (idle) {
      channel.aligned = false;
      if (this.channels.every((c) => !c.active)) {
        // Nothing will move any more: the largest of all watermarks counts.
        this.tell(this.channels.reduce((a, c) => (c.mark.time > a.time ? c.mark : a), NO_MARK));
        this.active = false;
        this.listener.status(true);
      } else if (channel.mark.time === this.out.time) this.tellSmallest();
    } else {
      if (channel.mark.time >= this.out.time) channel.aligned = true;
      if (!this.active) {
        this.active = true;
        this.listener.status(false);
      }
    }
  }

  private tellSmallest(): void {
    const aligned = this.channels.filter((c) => c.aligned);
    if (aligned.length > 0) this.tell(aligned.reduce((a, c) => (c.mark.time < a.mark.time ? c : a)).mark);
  }

  private tell(mark: Mark): void {
    if (!(mark.time > this.out.time)) return;
    this.out = mark;
    this.listener.watermark(mark);
  }
}
