import { Frame } from '../frame/Frame';
import { useTitle } from '../title';
import './lesson.css';

export default function LessonPage({ slug, step }: { slug: string; step: string }) {
  useTitle(slug);
  return (
    <Frame title={slug} lesson={<aside className="lesson">{step}</aside>}>
      <main className="stage" id="content" tabIndex={-1} />
      <footer className="transport" />
    </Frame>
  );
}
