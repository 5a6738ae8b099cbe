import make


def test_every_kind_comes_back_as_it_was_saved(notebook, now):
    made = make.world()
    notebook.save(*made, now=now, keep_times=True)
    for record in made:
        back = notebook[type(record)].get(record.id)
        assert back is not None
        for field in record.__dataclass_fields__:
            if field not in {"created_at", "updated_at"}:
                assert getattr(back, field) == getattr(record, field)
        assert back.created_at == now
