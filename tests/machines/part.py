"""The part of the suite that can differ from one machine to another: kept here and nowhere else."""

QUICK_PART = (
    "tests/test_headless_demo.py::test_the_demo_writes_workbook_and_screenshot",
    "tests/report/test_date_parsing.py",
    "tests/report/test_formatting.py",
    "tests/report/test_periods.py",
    "tests/schedule/test_plan.py",
    "tests/ui/schedule/test_run_notices.py::test_a_missed_run_is_shown_and_dismissed",
    "tests/ui/widgets/test_date_field.py",
    "tests/webservice/test_timestamps.py",
)
"""What `.ci/run` repeats on a few machines: a whole job, and what broke on other machines before."""

PART = (
    *(name for name in QUICK_PART if "::" not in name),
    "tests/test_headless_demo.py",
    "tests/test_earlier_profile.py",
    "tests/test_resources.py",
    "tests/accounts",
    "tests/archive/test_retention.py",
    "tests/archive/test_secrecy.py",
    "tests/archive/test_store.py",
    "tests/cli/test_archive.py",
    "tests/cli/test_arguments.py",
    "tests/cli/test_scheduled.py",
    "tests/cli/test_scheduled_start.py",
    "tests/demo/test_dataset.py",
    "tests/diagnostics",
    "tests/export/test_about.py",
    "tests/export/test_csv_files.py",
    "tests/export/test_file_names.py",
    "tests/export/test_saving.py",
    "tests/export/test_workbook.py",
    "tests/report/statistics/test_comparison.py",
    "tests/report/statistics/test_timeline.py",
    "tests/report/test_collation.py",
    "tests/report/test_error_messages.py",
    "tests/report/test_labels.py",
    "tests/report/test_language.py",
    "tests/report/test_search.py",
    "tests/schedule",
    "tests/storage",
    "tests/ui/common",
    "tests/ui/connections/test_passwords.py",
    "tests/ui/export/test_export_window.py",
    "tests/ui/fetch/test_fetch_window.py",
    "tests/ui/overview/test_overview.py",
    "tests/ui/schedule",
    "tests/ui/startup",
    "tests/ui/table/test_copying.py",
    "tests/ui/table/test_filters.py",
    "tests/ui/table/test_layout_state.py",
    "tests/ui/table/test_saved_views.py",
    "tests/ui/window/test_language_switch.py",
    "tests/ui/window/test_settings_autosave.py",
    "tests/webservice/test_date_windows.py",
    "tests/webservice/test_retry_policy.py",
)
"""Whatever reads or shows dates, numbers, names, files, rights or the environment, without the long ones of a kind."""

WHOLE_SUITE = ("tests",)
"""With other dependencies anything may differ."""
