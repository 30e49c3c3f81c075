"""Tables of games that were played: one row for each game, player and answer."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from rumpus.library.schema.base import Base, Id, Large, Moment, Short, Whole, Words


class GameRow(Base):
    """A game. `document` (JSON) is the quiz as it was played; it does not need the quiz any more."""

    __tablename__ = "games"
    __table_args__ = (Index("ix_games_own", "owner_id", "ended_at", "id"), Index(None, "ended_at"))

    id: Mapped[Id] = mapped_column(primary_key=True)
    workspace_id: Mapped[Id] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), index=True)
    owner_id: Mapped[Id] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    quiz_id: Mapped[Id | None] = mapped_column(ForeignKey("quizzes.id", ondelete="SET NULL"), index=True)
    version_id: Mapped[Id | None] = mapped_column(ForeignKey("quiz_versions.id", ondelete="SET NULL"), index=True)
    quiz_version: Mapped[Whole | None]
    title: Mapped[Words]
    description: Mapped[Words]
    document: Mapped[Words]
    options: Mapped[Words]
    custom_field: Mapped[Words | None]
    game_pin: Mapped[Short | None]
    question_count: Mapped[Whole]
    player_count: Mapped[Whole]
    answer_count: Mapped[Whole]
    note: Mapped[Words | None]
    reason: Mapped[Words | None]
    is_saved: Mapped[bool]
    started_at: Mapped[Moment]
    ended_at: Mapped[Moment]


class PlayerRow(Base):
    """A player of a game. The total is the sum of the scores in the rows of this seat, always."""

    __tablename__ = "game_players"
    __table_args__ = (
        Index(None, "workspace_id", "name_key"),
        Index("ix_game_players_ranking", "game_id", "total", "seat"),
    )

    game_id: Mapped[Id] = mapped_column(ForeignKey("games.id", ondelete="CASCADE"), primary_key=True)
    seat: Mapped[Whole] = mapped_column(primary_key=True, autoincrement=False)
    workspace_id: Mapped[Id] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    name: Mapped[Words]
    name_key: Mapped[Words]
    custom_field: Mapped[Words | None]
    total: Mapped[Large]


class AnswerRow(Base):
    """An answer. `right` and `score` count; `played_right` and `played_score` are what was played.

    The key begins as that of players does: SQLite, which guesses that a game has few rows, would otherwise look through
    the whole game for every player that is erased.
    """

    __tablename__ = "game_answers"
    __table_args__ = (
        ForeignKeyConstraint(["game_id", "seat"], ["game_players.game_id", "game_players.seat"], ondelete="CASCADE"),
        Index("ix_game_answers_questions", "game_id", "question_index", "seat"),
        {"sqlite_with_rowid": False},
    )

    game_id: Mapped[Id] = mapped_column(primary_key=True)
    seat: Mapped[Whole] = mapped_column(primary_key=True, autoincrement=False)
    question_index: Mapped[Whole] = mapped_column(primary_key=True, autoincrement=False)
    question_id: Mapped[Words]
    answer: Mapped[Words]
    option: Mapped[Words | None]
    time_taken: Mapped[Large]
    latency: Mapped[Large]
    right: Mapped[bool]
    score: Mapped[Whole]
    played_right: Mapped[bool]
    played_score: Mapped[Whole]


class CorrectionRow(Base):
    """A question of a game that was scored again; one row for each, the last correction counts."""

    __tablename__ = "corrections"

    id: Mapped[Id] = mapped_column(unique=True)
    game_id: Mapped[Id] = mapped_column(ForeignKey("games.id", ondelete="CASCADE"), primary_key=True)
    question_index: Mapped[Whole] = mapped_column(primary_key=True, autoincrement=False)
    reason: Mapped[Words]
    question: Mapped[Words | None]
    corrected_by: Mapped[Id | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    corrected_at: Mapped[Moment]
