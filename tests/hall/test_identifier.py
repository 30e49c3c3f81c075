import uuid

from rumpus.hall.identifier import new_table_id


def test_an_id_is_a_uuid_of_version_7_with_the_time_in_front() -> None:
    id_ = uuid.UUID(new_table_id(0x017F22E279B0))
    assert (id_.version, id_.variant) == (7, uuid.RFC_4122)
    assert str(id_).startswith("017f22e2-79b0-7")


def test_ids_sort_by_time_and_never_meet() -> None:
    assert new_table_id(1_000) < new_table_id(1_001)
    assert len({new_table_id(5) for _ in range(10_000)}) == 10_000
