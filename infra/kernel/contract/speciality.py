"""By what records are found that are about a field of knowledge: a name beside those of persons and organisations."""


def speciality(said: str) -> str:
    return f"speciality:{said}"
