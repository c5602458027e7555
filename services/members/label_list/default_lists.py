"""The lists that ship for the whole country, one of each kind but words: every division may put its own over it.

Campaigns, front lines, modes, criteria and typical topics are called as the published reports call them. What these
name without spelling it out (the six steps, the four extensions, two of the three principles) is worded by us.
"""

from collections.abc import Callable, Iterable

from services.members.label_list.events import Kind, LabelListCreated, ListItem

CATEGORIES = (
    ListItem("unmanaged-compounds", "三无小区管理"),
    ListItem("flying-wires", "飞线充电"),
    ListItem("vacant-houses", "空置房拆迁"),
    ListItem("living-environment", "人居环境整治"),
    ListItem("farmland", "高标准农田建设"),
    ListItem("traffic", "道路交通与出行"),
    ListItem("water", "农田水利与饮水"),
    ListItem("schooling", "教育与校园周边"),
    ListItem("health-and-care", "医疗卫生与养老"),
    ListItem("livelihood", "产业发展与就业"),
    ListItem("customs", "乡风文明"),
    ListItem("other", "其他"),
)
SCORING = (
    ListItem("small", "切口小", points=10),
    ListItem("sound", "立意准", points=10),
    ListItem("wide", "关联广", points=10),
)
TAGS = (
    ListItem("three-grasps", "“三抓三促”行动", family="campaign"),
    ListItem("coverage", "三篇文章：全面覆盖", family="campaign"),
    ListItem("lasting", "三篇文章：常态长效", family="campaign"),
    ListItem("both-ways", "三篇文章：双向发力", family="campaign"),
    ListItem("party-leads", "坚持党的领导", family="principle"),
    ListItem("people-first", "坚持以人民为中心", family="principle"),
    ListItem("by-the-rules", "坚持依章程依规则协商", family="principle"),
    ListItem("platform-front", "平台一线搭", family="front_line"),
    ListItem("survey-front", "调研一线看", family="front_line"),
    ListItem("proposal-front", "提案一线出", family="front_line"),
    ListItem("member-front", "委员一线干", family="front_line"),
    ListItem("deed-front", "实事一线办", family="front_line"),
    ListItem("to-townships", "向乡镇（街道）延伸", family="extension"),
    ListItem("to-villages", "向村（社区）延伸", family="extension"),
    ListItem("to-enterprises", "向企业（园区）延伸", family="extension"),
    ListItem("to-sectors", "向界别群众延伸", family="extension"),
    ListItem("immersive", "沉浸式", family="mode"),
    ListItem("stationed", "蹲点式", family="mode"),
    ListItem("embedded", "嵌入式", family="mode"),
    ListItem("asked-for", "应邀协商", family="origin"),
    ListItem("found-by-members", "委员主动发现", family="origin"),
)


def _of(lifecycle: str, states: str) -> tuple[str, ...]:
    return tuple(f"{lifecycle}.{state}" for state in states.split())


STEPS = (
    ListItem("collect", "征题", covers=_of("topic", "draft proposed")),
    ListItem(
        "select",
        "选题审题",
        covers=_of("topic", "screening shortlisted reviewing deferred not_consultable referred merged"),
    ),
    ListItem("fix", "定题公示", covers=_of("topic", "pending_approval approved noticed disapproved")),
    ListItem(
        "consult",
        "协商议事",
        covers=(
            *_of("topic", "preparing consulting escalated delegated"),
            *_of("meeting", "planned scheduled notified ready in_session suspended ended postponed cancelled"),
            *_of("meeting", "minutes_draft minutes_review minutes_signed published restricted archived"),
        ),
    ),
    ListItem(
        "carry-out",
        "成果落实",
        covers=(
            *_of("topic", "concluded outcome_review implementing"),
            *_of("outcome", "drafted under_review approved returned decomposed dispatched in_progress all_replied"),
            *_of("task", "assigned signed return_requested handling co_waiting paused extension_requested"),
            *_of("task", "reply_drafted reply_review rework tracking"),
        ),
    ),
    ListItem(
        "feed-back",
        "反馈评价",
        covers=(
            *_of("topic", "closed discontinued"),
            *_of("outcome", "verifying fed_back publicised tracked closed not_adopted converted"),
            *_of("task", "rating_open done cancelled"),
        ),
    ),
)
RESULT_CLASSES = (
    ListItem("A", "已解决或采纳", canonical="RESOLVED"),
    ListItem("B", "计划解决或准备采纳", canonical="PLANNED_OR_PARTIAL"),
    ListItem("C", "留作参考", canonical="REFERENCE_ONLY"),
)
SCOPE = (
    ListItem("customs", "村规民约、乡风文明：本村（社区）商议", level="village"),
    ListItem("living-environment", "人居环境整治：本村（社区）商议", level="village"),
    ListItem("flying-wires", "飞线充电整治：乡镇（街道）", level="township"),
    ListItem("unmanaged-compounds", "三无小区管理：乡镇（街道）", level="township"),
    ListItem("vacant-houses", "空置房拆迁：乡镇（街道）", level="township"),
    ListItem("schooling", "教育与校园周边：县级", level="county"),
    ListItem("farmland", "高标准农田建设：县级", level="county"),
)
LISTS: tuple[tuple[Kind, str, tuple[ListItem, ...]], ...] = (
    ("categories", "议题分类（全国默认清单）", CATEGORIES),
    ("scoring", "选题评分（全国默认清单）", SCORING),
    ("tags", "标签（全国默认清单）", TAGS),
    ("steps", "六步议事（全国默认清单）", STEPS),
    ("result_classes", "办理结果类别（全国默认清单）", RESULT_CLASSES),
    ("scope", "各级协商范围（全国默认清单）", SCOPE),
)


def missing_lists(known: Iterable[str], new_id: Callable[[], str]) -> list[LabelListCreated]:
    """Those of which the site was begun without: all at first, later what a newer version brings."""
    there = set(known)
    return [
        LabelListCreated(new_id(), kind, division="", title=title, items=items)
        for kind, title, items in LISTS
        if kind not in there
    ]
