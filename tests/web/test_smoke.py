import pytest
from openpeel.web.roles import Role
from .conftest import SignIn
pytestmark = pytest.mark.django_db
@pytest.mark.parametrize("place", ["/","/work/","/work/?when=all&sort=-case","/standards/","/standards/dash-completed/","/standards/dash-completed/?search=00&verdict=overdue","/chapter/","/loads/","/quarantine/","/standards/dash-completed/trend.svg?force=exampleshire"])
def test_page(place, as_person: SignIn, data) -> None:
    import time
    b=as_person(Role.CHIEF_OFFICER)
    t=time.process_time()
    a = b.get(place)
    print(place, time.process_time()-t)
    assert a.status_code == 200
