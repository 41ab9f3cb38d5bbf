"""På to sider: what a document, a unit, a forum or the whole municipality wants, and how it goes, on exactly two pages."""
