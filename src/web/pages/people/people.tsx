import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useDeferredValue, useState } from 'react';
import { api } from '../../api.ts';
import { useMe } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { Page } from '../../types.ts';
import { Answered, Fold, H1 } from '../../ui/index.ts';
import { AppointForm } from './appoint.tsx';
import { PostActs } from './post-acts.tsx';
import type { HeldPost, Member } from './types.ts';
import './people.css';

/** Who holds which post, and who should from now on? */
export function PeoplePage(): ReactNode {
  return <Answered query={useMe()}>{(me) => <Staff manages={me.role === 'security'} own={me.post.id} />}</Answered>;
}

function Staff({ manages, own }: { manages: boolean; own: string }): ReactNode {
  const t = useText();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const list = useInfiniteQuery({
    queryKey: ['/api/people', q],
    queryFn: ({ pageParam }) =>
      api<Page<Member>>(
        `/api/people?limit=50${q === '' ? '' : `&q=${encodeURIComponent(q)}`}${pageParam === '' ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const members = list.data?.pages.flatMap((page) => page.items) ?? [];
  const again = (): void => void list.refetch();
  return (
    <div className="col staff">
      <H1 title={t.account.staff.nav}>{t.account.staff.title}</H1>
      <p className="lede">{manages ? t.account.staff.lede : t.account.staff.readOnly}</p>
      {manages && (
        <Fold late summary={t.account.staff.newPerson}>
          <AppointForm person={null} actingFor={null} done={again} />
        </Fold>
      )}
      <form className="field" role="search" onSubmit={(event) => event.preventDefault()}>
        <label htmlFor="staff-q">{t.account.staff.search}</label>
        <input
          className="in"
          id="staff-q"
          type="search"
          placeholder={t.account.staff.searchHint}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
      {list.isSuccess && members.length === 0 && <p className="soft">{t.account.staff.none}</p>}
      <ul className="members">
        {members.map((member) => (
          <li key={member.id}>
            <h2>{member.name}</h2>
            <p className="note">{t.account.staff.login(member.login)}</p>
            <ul>
              {member.posts.map((post) => (
                <li key={post.id}>
                  <Line post={post} />
                  {manages && !post.ended && post.id !== own && <PostActs post={post} done={again} />}
                </li>
              ))}
            </ul>
            {manages && !member.posts.some(({ id }) => id === own) && (
              <Fold late summary={t.account.staff.addTo(member.name)}>
                <AppointForm person={member.id} actingFor={null} done={again} />
              </Fold>
            )}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <button className="btn" type="button" onClick={() => void list.fetchNextPage()}>
          {t.account.staff.more}
        </button>
      )}
    </div>
  );
}

function Line({ post }: { post: HeldPost }): ReactNode {
  const t = useText();
  return (
    <p>
      {t.account.staff.post(t.shell.roles[post.role], post.title, post.organ ?? post.placeName)}
      <span className="note">
        {t.comma}
        {t.account.staff.from(post.validFrom, post.validTo)}
        {post.actingFor === null ? '' : `${t.comma}${t.account.staff.acting}`}
        {post.ended ? `${t.comma}${t.account.staff.over}` : ''}
      </span>
    </p>
  );
}
