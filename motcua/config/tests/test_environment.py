"""What the environment decides, and which contradictions are refused."""

from pathlib import Path

import pytest

from motcua.config.environment import BadEnvironmentError, address_of, database_of, read
from motcua.kernel.home import Home


def test_without_any_word_it_is_a_house_in_production_in_ones_own_home_on_the_embedded_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    environment = read({})
    assert environment.mode == "production"
    assert environment.home == tmp_path / ".motcua"
    assert environment.embedded
    assert not environment.home.exists(), "reading makes nothing"


def test_a_demo_has_a_home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert read({"MOTCUA_MODE": "demo"}).home == tmp_path / ".motcua-demo"


@pytest.mark.parametrize("name", ["MOTCUA_DATABASE_URL", "MOTCUA_SECRET_KEY", "MOTCUA_HOSTS"])
def test_a_demo_beside_production_settings_is_refused(name: str) -> None:
    with pytest.raises(BadEnvironmentError, match=name):
        read({"MOTCUA_MODE": "demo", name: "postgresql://motcua.example/motcua"})


@pytest.mark.parametrize("name", ["MOTCUA_DATABASE_URL", "MOTCUA_EMAIL", "MOTCUA_EID_ISSUER", "MOTCUA_FILES_URL"])
def test_a_training_house_that_could_speak_outward_is_refused(name: str) -> None:
    with pytest.raises(BadEnvironmentError, match=name):
        read({"MOTCUA_MODE": "training", name: "https://somewhere.example"})


def test_a_training_house_is_reached_from_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    training = read({"MOTCUA_MODE": "training", "MOTCUA_HOSTS": "tap-huan.example.vn"})
    assert training.home == tmp_path / ".motcua-training"
    assert "tap-huan.example.vn" in training.allowed_hosts


def test_an_unknown_mode_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadEnvironmentError, match="production, demo, training, test"):
        read({"MOTCUA_MODE": "prod"})


def test_what_is_wrong_is_said_in_both_languages_vietnamese_first() -> None:
    with pytest.raises(BadEnvironmentError) as refused:
        read({"MOTCUA_MODE": "prod"})
    vietnamese, english = str(refused.value).splitlines()
    assert vietnamese == "MOTCUA_MODE là “prod”; phải là một trong các giá trị: production, demo, training, test."
    assert english == "MOTCUA_MODE is “prod”; it must be one of production, demo, training, test."


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(BadEnvironmentError, match="postgresql://"):
        database_of("mysql://root@localhost/motcua")


def test_an_address_is_read_with_all_its_parts() -> None:
    database = database_of("postgresql://m%40tcua:s%3Acret@db.example:6432/mot%20cua?sslmode=verify-full")
    assert (database["USER"], database["PASSWORD"]) == ("m@tcua", "s:cret")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", "6432", "mot cua")
    assert database["OPTIONS"]["sslmode"] == "verify-full"


def test_a_socket_is_an_address_too() -> None:
    assert database_of("postgresql://motcua@/motcua?host=%2Frun%2Fpostgresql")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://m%40tcua:s%3Acret@db.example:6432/mot%20cua?sslmode=verify-full",
        "postgresql://motcua@/motcua?host=%2Frun%2Fpostgresql",
    ],
)
def test_an_address_comes_out_as_it_was_read(address: str) -> None:
    database = database_of(address)
    assert database_of(address_of(database)) == database | {"OPTIONS": database["OPTIONS"] | {"connect_timeout": "5"}}


def test_the_homes_key_is_made_when_something_is_signed_and_kept(tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment = read({"MOTCUA_HOME": str(home)})
    assert not home.exists()
    assert str(environment.secret_key) == Home(home).secret_key()
    assert str(read({"MOTCUA_HOME": str(home)}).secret_key) == str(environment.secret_key)


def test_a_given_key_goes_before_the_homes_and_old_ones_are_remembered(tmp_path: Path) -> None:
    words = {"MOTCUA_HOME": str(tmp_path), "MOTCUA_SECRET_KEY": "new", "MOTCUA_OLD_SECRET_KEYS": "older oldest"}
    environment = read(words)
    assert environment.secret_key == "new"
    assert environment.old_secret_keys == ["older", "oldest"]


def test_only_named_hosts_are_answered_besides_this_machine() -> None:
    hosts = read({"MOTCUA_HOSTS": "motcua.quangninh.example dvc.example"}).allowed_hosts
    assert hosts == ["127.0.0.1", "localhost", "[::1]", "motcua.quangninh.example", "dvc.example"]


def test_plain_http_is_a_word_of_its_own_and_nothing_else() -> None:
    assert not read({}).plain_http
    assert not read({"MOTCUA_PLAIN_HTTP": "no"}).plain_http
    assert read({"MOTCUA_PLAIN_HTTP": "yes"}).plain_http
    with pytest.raises(BadEnvironmentError, match="yes or no"):
        read({"MOTCUA_PLAIN_HTTP": "maybe"})


def test_proxies_are_addresses() -> None:
    assert [str(network) for network in read({"MOTCUA_PROXIES": "10.0.0.5 fd00::/8"}).proxies] == [
        "127.0.0.0/8",
        "::1/128",
        "10.0.0.5/32",
        "fd00::/8",
    ]
    with pytest.raises(BadEnvironmentError, match="MOTCUA_PROXIES"):
        read({"MOTCUA_PROXIES": "our-proxy"})


def test_the_own_portal_takes_filings_by_a_decision_and_kiosks_have_addresses() -> None:
    decided = read({"MOTCUA_OWN_PORTAL": "2025-07-01..2027-02-28 QĐ 41/QĐ-UBND", "MOTCUA_KIOSKS": "10.1.2.0/24"})
    assert decided.own_portal == "2025-07-01..2027-02-28 QĐ 41/QĐ-UBND"
    assert [str(network) for network in decided.kiosks] == ["10.1.2.0/24"]
    assert read({}).own_portal == "", "a house in production decides itself"
    assert read({"MOTCUA_MODE": "demo"}).own_portal, "the sample province takes filings"
    for name in ("MOTCUA_OWN_PORTAL", "MOTCUA_KIOSKS"):
        with pytest.raises(BadEnvironmentError, match=name):
            read({name: "yes, please"})


def test_web_processes_keep_a_pool_and_commands_do_not() -> None:
    pool = read({"MOTCUA_POOL_SIZE": "4"}).database["OPTIONS"]["pool"]
    assert (pool["min_size"], pool["max_size"]) == (4, 4)
    assert "pool" not in read({}).database["OPTIONS"]


def test_before_its_first_start_the_house_looks_for_no_other_server(tmp_path: Path) -> None:
    host = read({"MOTCUA_HOME": str(tmp_path)}).database["HOST"]
    assert host.startswith(str(tmp_path))
    assert not Path(host).exists()


def test_where_files_lie_and_who_scans_them_is_read(tmp_path: Path) -> None:
    assert read({"MOTCUA_HOME": str(tmp_path)}).files_url == ""
    given = {"MOTCUA_FILES_URL": "s3://kho/a", "MOTCUA_CLAMD": "tcp://127.0.0.1:3310", "MOTCUA_HOME": str(tmp_path)}
    assert (read(given).files_url, read(given).scanner_url) == ("s3://kho/a", "tcp://127.0.0.1:3310")


@pytest.mark.parametrize("wrong", [{"MOTCUA_FILES_URL": "ftp://kho"}, {"MOTCUA_CLAMD": "clamd"}])
def test_a_place_for_files_or_scanning_that_is_none_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(BadEnvironmentError, match=next(iter(wrong))):
        read(wrong)


EID = {
    "MOTCUA_EID_ISSUER": "https://sso.example.gov.vn",
    "MOTCUA_EID_CLIENT_ID": "motcua",
    "MOTCUA_EID_CLIENT_SECRET": "s3cret",
}


def test_the_national_e_id_is_named_wholly_or_not_at_all() -> None:
    assert read({}).eid_issuer == ""
    environment = read(EID)
    assert (environment.eid_issuer, environment.eid_client_id) == ("https://sso.example.gov.vn", "motcua")
    assert environment.eid_client_secret == "s3cret"
    assert "s3cret" not in repr(environment)
    for name in EID:
        with pytest.raises(BadEnvironmentError, match=name):
            read(EID | {name: ""})


def test_the_national_e_id_is_asked_encrypted_or_on_this_machine() -> None:
    assert read(EID | {"MOTCUA_EID_ISSUER": "http://127.0.0.1:9400"}).eid_issuer
    for address in ("http://sso.example.gov.vn", "sso.example.gov.vn", "ftp://sso.example.gov.vn", "https://"):
        with pytest.raises(BadEnvironmentError, match="MOTCUA_EID_ISSUER"):
            read(EID | {"MOTCUA_EID_ISSUER": address})
