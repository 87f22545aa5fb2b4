/** Window, delay and trigger, proposed from the rows, each with its reason, and each to be turned. */
import { duration, number } from '../../i18n/format';
import { Knob, Length } from '../controls/Knob';
import { useLanguage, useTexts } from '../language/language';
import type { Proposal } from './csv/propose';
import type { Lengths } from './csv/scenario';

export function QueryChoices({
  proposal,
  lengths,
  cut,
  onLengths,
}: {
  readonly proposal: Proposal;
  readonly lengths: Lengths;
  readonly cut: boolean;
  readonly onLengths: (change: Partial<Lengths>) => void;
}) {
  const { stage, open } = useTexts();
  const t = open.csv;
  const language = useLanguage();
  const say = (length: number): string => duration(length, language, 2);
  const because = {
    window: t.because.window(
      say(proposal.span),
      number(proposal.windows, language),
      number(proposal.rowsInWindow, language, 1),
    ),
    delay:
      proposal.behind === 0
        ? t.because.noDelay(say(proposal.furthest))
        : t.because.delay(say(proposal.behind), say(proposal.furthest)),
    trigger: t.because.trigger,
  };
  return (
    <section className="query card">
      <h2>{t.query}</h2>
      <p className="quiet">
        {t.onTheWay(say(proposal.medianOnTheWay), say(proposal.longOnTheWay), say(proposal.longestOnTheWay))}
        {proposal.ahead > 0 && ` ${t.ahead(proposal.ahead)}`}
        {cut && ` ${t.cut}`}
      </p>
      <ul>
        {(['window', 'delay', 'trigger'] as const).map((which) => (
          <li key={which}>
            <Knob
              name={stage.settings[which]}
              value={
                which === 'trigger' && lengths.trigger === 0 ? stage.settings.asap : duration(lengths[which], language)
              }
              hint={(words) => words.hint[which]}
              verdict={null}
              refused={false}
            >
              <Length
                name={stage.settings[which]}
                value={lengths[which]}
                span={Math.max(proposal.span, proposal.window)}
                zero={which === 'window' ? 'refused' : 'allowed'}
                zeroSays={which === 'trigger' ? stage.settings.asap : undefined}
                onChange={(value) => onLengths({ [which]: value })}
              />
            </Knob>
            <span>{because[which]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
