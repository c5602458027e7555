"""The national list that a first start ships: 四议四不议, four to consult and four not to, and grounds to turn down.

The published report names the four and four without spelling them out; the wording is ours, after what the reports say
people consult on and what they leave to others. Every division may put its own list over it.
"""

from collections.abc import Sequence

from services.topics.screening_list.events import (
    Item,
    ScreeningListAmended,
    ScreeningListCreated,
    ScreeningListEvent,
    without_blanks,
)

DEFAULT_TITLE = "四议四不议（全国默认清单）"

GROUNDS = (
    Item("reject-1", "已由法院、仲裁机构或者其他法定程序受理的", "reject"),
    Item("reject-2", "属于个人之间纠纷的", "reject"),
    Item("reject-3", "同一事项已经提出过、没有新情况的", "reject"),
    Item("reject-4", "属于其他层级职权范围的", "reject"),
    Item("reject-5", "不属于公共事务的", "reject"),
    Item("reject-6", "辱骂、诽谤、骚扰他人的", "reject"),
)

DEFAULT_ITEMS = (
    Item("consult-1", "群众普遍关心、与切身利益密切相关的民生实事", "consult"),
    Item("consult-2", "党委、政府部署的重点工作在基层落实中需要听取意见的事项", "consult"),
    Item("consult-3", "村（社区）公共事务、公益事业和人居环境等基层治理的难点堵点", "consult"),
    Item("consult-4", "涉及多方利益、需要沟通协调以化解矛盾、凝聚共识的事项", "consult"),
    Item("exclude-1", "违反宪法、法律法规和党的方针政策的事项", "exclude"),
    Item("exclude-2", "涉及国家秘密、商业秘密或者个人隐私的事项", "exclude"),
    Item("exclude-3", "已经进入诉讼、仲裁、行政复议、信访或者纪检监察程序的事项", "exclude"),
    Item("exclude-4", "只涉及个别人利益，或者超出本级职权、应由其他法定程序决定的事项", "exclude"),
    *GROUNDS,
)


def first_screening_list(screening_list_id: str) -> list[ScreeningListCreated]:
    return [ScreeningListCreated(screening_list_id, division="", title=DEFAULT_TITLE, items=DEFAULT_ITEMS)]


def missing_grounds(told: Sequence[ScreeningListEvent]) -> list[ScreeningListAmended]:
    """The grounds that a newer version ships, added to the default list of a site that was begun without them.

    `told` are all its events. What an administrator has made of it stays; who takes grounds out again has them out.
    """
    if not told or any(item.kind == "reject" for event in told for item in event.items):
        return []
    *_before, last = told
    taken = {without_blanks(item.code) for item in last.items}
    added = (ground for ground in GROUNDS if ground.code not in taken)
    return [ScreeningListAmended(last.screening_list_id, (*last.items, *added), last.title)]
