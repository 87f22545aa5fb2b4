/** A moment to find in the run: a claim that is voted on, places that are tried, and at last the moment. */
import { useId } from 'react';
import type { AnswerWords, StepWords } from '../../../lessons/text';
import { useTexts } from '../../language/language';
import { type Answered, VOTES, type Vote, type Votes } from '../../stores/progress';
import { Prose, type Quoted, Words } from '../Prose';
import './find.css';

interface FindQuestionProps {
  readonly text: StepWords;
  /** What is said of each place that is not the moment, by its id. */
  readonly because: AnswerWords['because'];
  readonly quoted: Quoted;
  /** Null where the step has no claim to vote on. */
  readonly vote: { readonly given: Votes | undefined; readonly chosen: Vote | null } | null;
  readonly onVote: (vote: Vote) => void;
  /** What the last place was that was taken for the moment; `otherRun` where the stage shows none of the step's runs. */
  readonly hint: string | null;
  readonly answered: Answered | undefined;
  /** Before it is answered it gives up; later it goes there again. */
  readonly onShow: () => void;
}

export function FindQuestion({ text, because, quoted, vote, onVote, hint, answered, onShow }: FindQuestionProps) {
  const { find: say } = useTexts();
  const voting = vote !== null && !vote.given;
  return (
    <>
      {vote && (
        <section className="predict find">
          <h2>{say.claim}</h2>
          <blockquote>
            <Prose paragraphs={text.claim} quoted={quoted} />
          </blockquote>
          {voting ? (
            <VoteOf legend={say.vote} chosen={vote.chosen} onChoose={onVote} />
          ) : (
            <p className="quiet">{say.youSaid(say.votes[(vote.given as Votes).before])}</p>
          )}
        </section>
      )}
      {!voting && (
        <section className={answered ? 'predict find answered' : 'predict find'}>
          <h2>
            <Words spans={text.question} quoted={quoted} />
          </h2>
          {!answered && <p className="quiet">{say.how}</p>}
          {!answered && hint && (
            <div className="verdict wrong" tabIndex={-1}>
              <p>
                <b>{say.notHere}</b>{' '}
                {hint === 'otherRun' ? say.otherRun : <Words spans={because[hint] ?? []} quoted={quoted} />}
              </p>
            </div>
          )}
          {answered && (
            <div className={answered.right ? 'verdict right' : 'verdict wrong'} tabIndex={-1}>
              <p>
                <b>{answered.right ? say.found : say.shown}</b>
              </p>
            </div>
          )}
          <button type="button" className="why" onClick={onShow}>
            {answered ? say.goThere : say.giveUp}
          </button>
        </section>
      )}
    </>
  );
}

/** The second vote, once the moment was seen. */
export function VoteAgain({ votes, onVote }: { readonly votes: Votes; readonly onVote: (vote: Vote) => void }) {
  const { find: say } = useTexts();
  return (
    <div className="find-again">
      <VoteOf legend={say.now} chosen={votes.after} onChoose={onVote} />
      {votes.after && (
        <p className="quiet" role="status">
          {say.changed(say.votes[votes.before], say.votes[votes.after])}
        </p>
      )}
    </div>
  );
}

function VoteOf({
  legend,
  chosen,
  onChoose,
}: {
  readonly legend: string;
  readonly chosen: Vote | null;
  readonly onChoose: (vote: Vote) => void;
}) {
  const { find: say } = useTexts();
  const name = useId();
  return (
    <fieldset className="find-vote">
      <legend>{legend}</legend>
      <div>
        {VOTES.map((vote) => (
          <label key={vote}>
            <input type="radio" name={name} checked={chosen === vote} onChange={() => onChoose(vote)} />
            <span>{say.votes[vote]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
